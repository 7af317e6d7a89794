/**
 * A simulated WeChat account: wechaty-puppet-mock, with what the mock leaves fixed or empty made settable.
 * What a real puppet puts into each field is up to the test; the wire in front of it is the real one.
 */
import { Readable } from 'node:stream'
import { FileBox } from 'file-box'
import * as PUPPET from 'wechaty-puppet'
import { PuppetMock } from 'wechaty-puppet-mock'

export const Type = PUPPET.types.Message
export const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Calls that a test can count and disturb. */
const WATCHED = [
  'contactPayload', 'roomPayload', 'roomMemberPayload', 'messagePayload', 'messageFile', 'messageImage',
  'messageSendText', 'messageSendFile', 'start', 'stop',
]

export class SimulatedAccount extends PuppetMock {
  sent = []            // everything that people could see of the bot
  counts = {}          // calls by name
  faults = {}          // call name -> {mode: 'error' | 'delay' | 'hang', times, ms, code}
  extras = new Map()   // message id -> {file?, url?, location?}
  aliases = new Map()  // room id -> Map(contact id -> name in that room)
  echo = true          // WeChat protocols bring the account's own messages back to it
  serial = 0

  constructor(options) {
    super(options)
    for (const name of WATCHED) {
      const original = this[name].bind(this)
      this[name] = async (...parameters) => {
        this.counts[name] = (this.counts[name] ?? 0) + 1
        await this.#fault(name)
        return original(...parameters)
      }
    }
  }

  async #fault(name) {
    const fault = this.faults[name]
    if (!fault || fault.times === 0) { return }
    if (fault.times > 0) { fault.times-- }
    if (fault.mode === 'delay') { await later(fault.ms ?? 1000) }
    else if (fault.mode === 'hang') { await new Promise(() => {}) }
    else { throw Object.assign(new Error(`simulated failure of ${name}`), fault.code ? { code: fault.code } : {}) }
  }

  nextId(prefix) { return `${prefix}_${process.pid}_${++this.serial}` }

  // ---- what people see of the bot ----

  #record(kind, conversationId, payload, extra, type) {
    if (!this.isLoggedIn) { throw new Error('not logged in') }
    const isRoom = conversationId.includes('@chatroom')
    if (isRoom) { this.mocker.roomPayload(conversationId) } else { this.mocker.contactPayload(conversationId) }
    const id = this.nextId('out')
    this.sent.push({ id, kind, conversationId, isRoom, ...payload })
    this.extras.set(id, extra)
    this.mocker.MessageMock.create({
      id, type, talkerId: this.currentUserId, timestamp: Date.now(), text: payload.text ?? '', filename: payload.name,
      ...(isRoom ? { roomId: conversationId, mentionIdList: payload.mentions ?? [] } : { listenerId: conversationId }),
    })
    if (this.echo) { this.emit('message', { messageId: id }) }
    return id
  }

  async messageSendText(conversationId, text, mentions = []) {
    return this.#record('text', conversationId, { text, mentions }, {}, Type.Text)
  }

  async messageSendFile(conversationId, file) {
    const base64 = (await file.toBuffer()).toString('base64')
    return this.#record('file', conversationId, { name: file.name, base64 }, { file: { base64, name: file.name } }, Type.Image)
  }

  // ---- what the bot sees of a message ----

  #extra(id, key) {
    const value = this.extras.get(id)?.[key]
    if (value === undefined) { throw new Error(`message ${id} has no ${key}`) }
    return value
  }

  /** What a puppet returns decides how it travels: up to 20 KB inside the answer, else by a download of its own. */
  #box(id) {
    const file = this.#extra(id, 'file')
    if (file.url) { return FileBox.fromUrl(file.url, { name: file.name }) }
    const data = Buffer.from(file.base64, 'base64')
    if (file.as === 'buffer') { return FileBox.fromBuffer(data, file.name) }
    if (file.as === 'stream') { return FileBox.fromStream(Readable.from(data), file.name) }
    return FileBox.fromBase64(file.base64, file.name)
  }

  async messageFile(id) { return this.#box(id) }

  async messageImage(id) {
    // As wechat4u does it: a buffer passed off as a stream, which fails as soon as it is read.
    if (this.extras.get(id)?.file?.as === 'buffer') { return FileBox.fromStream(Buffer.from('x'), 'x.jpg') }
    return this.#box(id)
  }

  async messageUrl(id) { return this.#extra(id, 'url') }
  async messageLocation(id) { return this.#extra(id, 'location') }

  // ---- rooms, people ----

  async roomMemberList(roomId) { return this.mocker.roomPayload(roomId).memberIdList }

  async roomMemberPayload(roomId, contactId) {   // the base class caches this under a wrong key
    const contact = this.mocker.contactPayload(contactId)
    const roomAlias = this.aliases.get(roomId)?.get(contactId) ?? ''
    return { id: contactId, name: contact.name, avatar: '', inviterId: '', roomAlias }
  }
}
