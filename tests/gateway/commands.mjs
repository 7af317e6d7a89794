/** What a test can have the people around the account do, and what it can read back. One command a method. */
import { later, Type } from './account.mjs'

const xml = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** account: the simulated account. botId: its own id. outage(ms): takes the gRPC server away for so long. forget(): what came before. */
export function commandsFor(account, botId, outage, forget) {
  const { mocker } = account
  const world = { wantLogin: true }

  /** Puts one message into a conversation and announces it, `times` over: protocols do repeat themselves. */
  function deliver(o, type, { text = '', extra, filename } = {}) {
    const id = o.id ?? account.nextId('in')
    if (extra) { account.extras.set(id, extra) }
    mocker.MessageMock.create({
      id, type, text, filename, talkerId: o.from, timestamp: o.timestamp ?? Date.now(),
      ...(o.room ? { roomId: o.room, mentionIdList: o.mentions ?? [] } : { listenerId: o.to ?? botId }),
    })
    for (let i = 0; i < (o.times ?? 1); i++) { account.emit('message', { messageId: id }) }
    return { id }
  }

  const fileOf = (o) => ({ base64: o.base64, url: o.url, name: o.name ?? 'photo.jpg', as: o.as })

  const people = {
    contact: (o) => {
      const payload = { gender: 0, type: 1, friend: true, phone: [], avatar: '', ...o }
      if (mocker.cacheContactPayload.has(o.id)) { Object.assign(mocker.contactPayload(o.id), payload) }
      else { mocker.createContact(payload) }
      account.cache?.contact?.delete?.(o.id)
      return { id: o.id }
    },
    room: (o) => {
      const payload = { topic: o.topic, memberIdList: [...new Set([botId, ...(o.members ?? [])])] }
      if (mocker.cacheRoomPayload.has(o.id)) { Object.assign(mocker.roomPayload(o.id), payload) }
      else { mocker.createRoom({ id: o.id, adminIdList: [], avatar: '', ...payload }) }
      account.cache?.room?.delete?.(o.id)
      if (o.aliases) { account.aliases.set(o.id, new Map(Object.entries(o.aliases))) }
      return { id: o.id }
    },
    topic: (o) => {
      const room = mocker.roomPayload(o.room)
      const oldTopic = room.topic
      room.topic = o.topic
      account.cache?.room?.delete?.(o.room)
      account.emit('room-topic', { changerId: o.by, newTopic: o.topic, oldTopic, roomId: o.room, timestamp: Date.now() })
      return {}
    },
  }

  const messages = {
    text: (o) => deliver(o, Type.Text, { text: o.text }),
    /** A quoted reply as protocols flatten it. */
    quote: (o) => deliver(o, Type.Text, { text: `「${o.quotedName}：${o.quotedText}」\n- - - - - - - - - - - - - - -\n${o.text}` }),
    /** A quoted reply from protocols that do not read it themselves. */
    quoteXml: (o) => deliver(o, Type.Unknown, {
      text: `<?xml version="1.0"?>\n<msg><appmsg appid="" sdkver="0"><title>${xml(o.text)}</title><type>57</type>`
        + `<refermsg><type>1</type><svrid>${o.quotedId}</svrid><displayname>${xml(o.quotedName)}</displayname>`
        + `<content>${xml(o.quotedText)}</content></refermsg></appmsg></msg>`,
    }),
    image: (o) => deliver(o, Type.Image, { extra: { file: fileOf(o) }, text: '<msg><img aeskey="1"/></msg>' }),
    location: (o) => deliver(o, Type.Location, { extra: { location: { accuracy: 15, latitude: 32, longitude: 120, ...o } } }),
    url: (o) => deliver(o, Type.Url, { extra: { url: { url: o.link, title: o.title, description: '', thumbnailUrl: '' } } }),
    recall: (o) => deliver(o, Type.Recalled, { text: o.messageId }),
    raw: (o) => deliver(o, Type[o.type] ?? o.type, { text: o.text, filename: o.filename }),
  }

  const itself = {
    login: () => { world.wantLogin = true; if (!account.isLoggedIn) { account.login(botId) } return {} },
    logout: async () => { world.wantLogin = false; await account.logout('logged out on the phone'); return {} },
    emit: (o) => { account.emit(o.event, o.payload); return {} },
    sent: () => ({ sent: account.sent }),
    /** Answers once so many things were sent, or at the time-out. */
    waitSent: async (o) => {
      const end = Date.now() + (o.timeout ?? 5000)
      while (Date.now() < end && account.sent.length < o.count) { await later(10) }
      return { sent: account.sent }
    },
    counts: () => ({ counts: account.counts }),
    clear: () => { account.sent.length = 0; account.counts = {}; account.faults = {}; forget(); return {} },
    fault: (o) => { account.faults[o.method] = { mode: 'error', times: -1, ...o }; return {} },
    outage: async (o) => { await outage(o.ms); return {} },
  }

  return { commands: { ...people, ...messages, ...itself }, world }
}
