#!/usr/bin/env node
/**
 * The test gateway: wechaty's real puppet service (gRPC) in front of a simulated account, and a small HTTP door on
 * loopback through which a test plays the people (commands.mjs): POST /<command> with a JSON object, JSON comes back.
 *
 *   node gateway.mjs --grpc 127.0.0.1:18788 --http 127.0.0.1:18789 --token T
 *
 * Once both listen, one JSON line goes to standard output. It ends with standard input.
 */
import http from 'node:http'
import { parseArgs } from 'node:util'

const { values: args } = parseArgs({
  options: {
    grpc: { type: 'string' },
    http: { type: 'string' },
    token: { type: 'string' },
    'bot-id': { type: 'string', default: 'wxid_bot' },
    'bot-name': { type: 'string', default: '邻里助手' },
  },
})
process.env.WECHATY_LOG ??= 'error'

const { FileBox, FileBoxType } = await import('file-box')
const { mock } = await import('wechaty-puppet-mock')
const { PuppetServer } = await import('wechaty-puppet-service')
const { SimulatedAccount, later } = await import('./account.mjs')
const { commandsFor } = await import('./commands.mjs')
const { announceAgain } = await import('../../bot/gateway/announcements.mjs')
const { repairSmallFiles } = await import('../../bot/gateway/repairs.mjs')

const mocker = new mock.Mocker()
const account = new SimulatedAccount({ mocker })
repairSmallFiles(account, FileBox, FileBoxType)
const { forget } = announceAgain(account)
const { commands, world } = commandsFor(account, args['bot-id'], outage, forget)

// The account logs in again whenever a client has started it, unless a test logged it out.
mocker.use(() => {
  if (world.wantLogin && !account.isLoggedIn) { account.login(args['bot-id']) }
  return () => {}
})

async function serve() {
  const started = new PuppetServer({ endpoint: args.grpc, token: args.token, puppet: account, tls: { disable: true } })
  await started.start()
  return started
}

async function outage(ms) {
  await server.stop()
  later(ms).then(async () => { server = await serve() })
}

async function answer(request, response) {
  let status = 200
  let body
  try {
    const command = commands[request.url.slice(1)]
    if (!command) { throw new Error(`no command ${request.url}`) }
    const chunks = []
    for await (const chunk of request) { chunks.push(chunk) }
    body = await command(JSON.parse(Buffer.concat(chunks).toString() || '{}'))
  } catch (error) {
    status = 400
    body = { error: error.message }
  }
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

commands.contact({ id: args['bot-id'], name: args['bot-name'], friend: false })
await account.start()
let server = await serve()

const [host, port] = args.http.split(':')
const control = http.createServer(answer)
await new Promise((resolve) => control.listen(Number(port), host, resolve))
console.log(JSON.stringify({ ready: true }))

process.stdin.on('end', () => process.exit(0)).resume()
