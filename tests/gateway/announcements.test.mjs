/** What came while nobody listened is announced to the next one who does. */
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { announceAgain } from '../../bot/gateway/announcements.mjs'

const turn = () => new Promise((resolve) => setImmediate(resolve))
const heardBy = (puppet) => {
  const heard = []
  puppet.on('message', ({ messageId }) => heard.push(messageId))
  return heard
}

test('a new listener hears what came before, in its order, and then what comes', async () => {
  const puppet = new EventEmitter()
  announceAgain(puppet)
  puppet.emit('message', { messageId: '1' })
  puppet.emit('message', { messageId: '2' })
  const heard = heardBy(puppet)
  await turn()
  puppet.emit('message', { messageId: '3' })
  assert.deepEqual(heard, ['1', '2', '3'])
})

test('who listens already hears nothing twice', async () => {
  const puppet = new EventEmitter()
  announceAgain(puppet)
  const first = heardBy(puppet)
  puppet.emit('message', { messageId: '1' })
  const second = heardBy(puppet)
  await turn()
  assert.deepEqual([first, second], [['1'], ['1']])
})

test('what is old, too much or not a message is forgotten', async () => {
  let at = 0
  const puppet = new EventEmitter()
  const { forget } = announceAgain(puppet, { most: 2, minutes: 1, now: () => at })
  puppet.emit('message', { messageId: '1' })
  at = 120_000
  for (const messageId of ['2', '3', '4', undefined]) { puppet.emit('message', { messageId }) }
  const heard = heardBy(puppet)
  await turn()
  assert.deepEqual(heard, ['3', '4'])
  forget()
  const later = heardBy(puppet)
  await turn()
  assert.deepEqual(later, [])
})
