/** Group messages as wechat4u keeps them and as it hands them over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repairGroupText } from '../../bot/gateway/repairs.mjs'

/** A puppet with wechat4u's fault: the second piece between colons at line ends is all it tells. */
function puppetWith(raw, payload = {}) {
  const puppet = {
    messagePayload: async () => ({ id: '1', roomId: '@@r', text: raw.Content.split(':\n')[1] ?? raw.Content, ...payload }),
    messageRawPayload: async () => raw,
  }
  repairGroupText(puppet)
  return puppet
}

const textOf = async (raw, payload) => (await puppetWith(raw, payload).messagePayload('1')).text

test('a list after a colon stays whole', async () => {
  assert.equal(await textOf({ FromUserName: '@@r', Content: '@li:\n情况如下:\n1. 漏水\n2. 没电' }), '情况如下:\n1. 漏水\n2. 没电')
})
test('a plain message stays as it is', async () => {
  assert.equal(await textOf({ FromUserName: '@@r', Content: '@li:\n漏水了' }), '漏水了')
})
test('what the account itself said has no speaker in front', async () => {
  assert.equal(await textOf({ FromUserName: '@me', Content: '通知:\n明天停水' }), '通知:\n明天停水')
})
test('what the puppet made itself, such as a quote, stays as it is', async () => {
  assert.equal(await textOf({ FromUserName: '@@r', Content: '@li:\n<msg/>' }, { text: '「老王：车」\n- - -\n我家的' }), '「老王：车」\n- - -\n我家的')
})
test('a private message stays as it is', async () => {
  assert.equal(await textOf({ FromUserName: '@li', Content: '情况:\n漏水' }, { roomId: undefined, text: '情况:\n漏水' }), '情况:\n漏水')
})
