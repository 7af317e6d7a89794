#!/usr/bin/env node
/**
 * A wechaty puppet service for one real account, on loopback only, because it speaks without TLS.
 *
 *   WECHATY_PUPPET_SERVICE_TOKEN=... node gateway.mjs --puppet wechaty-puppet-wechat4u --port 18788
 *
 * The working folder keeps the login. Standard output carries one JSON object a line: {"event":"scan","qrcode":...},
 * {"event":"scanned"}, {"event":"ready","port":...}, {"event":"login"}, {"event":"logout"}, {"event":"error","message":...}.
 * It ends with standard input, so that it never outlives the program which started it.
 */
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'

const CANNOT_START = 2      // trying again would not help
const SCANNED = 3           // wechaty's ScanStatus

const { values: args } = parseArgs({
  options: {
    puppet: { type: 'string', default: 'wechaty-puppet-wechat4u' },
    port: { type: 'string', default: '18788' },
  },
})
const tell = (event, more = {}) => console.log(JSON.stringify({ event, ...more }))
const giveUp = (message) => { tell('error', { message }); process.exit(CANNOT_START) }

const token = process.env.WECHATY_PUPPET_SERVICE_TOKEN
if (!token) { giveUp('WECHATY_PUPPET_SERVICE_TOKEN is not set') }
if (!/^(@[\w-]+\/)?wechaty-puppet-[\w-]+$/.test(args.puppet)) { giveUp(`${args.puppet} is not the name of a puppet`) }
process.env.WECHATY_LOG ??= 'silent'

async function loadPuppet(name) {
  try {
    createRequire(`${process.cwd()}/`).resolve(`${name}/package.json`)
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') { giveUp(`${name} is not installed -> npm install ${name} --prefix ${process.cwd()}`) }
  }
  const module = await import(name)
  const Puppet = module.default ?? Object.values(module).find((value) => /^Puppet[A-Z]/.test(value?.name ?? ''))
  if (typeof Puppet !== 'function') { giveUp(`${name} exports no puppet`) }
  return new Puppet()
}

const { FileBox, FileBoxType } = await import('file-box')
const { MemoryCard } = await import('memory-card')
const { PuppetServer } = await import('wechaty-puppet-service')
const { announceAgain } = await import('./announcements.mjs')
const { repairGroupText, repairSmallFiles } = await import('./repairs.mjs')

const puppet = await loadPuppet(args.puppet)
puppet.setMemory(new MemoryCard({ name: 'login' }))
repairSmallFiles(puppet, FileBox, FileBoxType)
if (args.puppet.endsWith('wechat4u')) { repairGroupText(puppet) }
announceAgain(puppet)

puppet.on('scan', ({ qrcode, status }) => (status === SCANNED ? tell('scanned') : tell('scan', { qrcode })))
puppet.on('login', () => tell('login'))
puppet.on('logout', () => tell('logout'))
puppet.on('error', (error) => tell('error', { message: reason(error) }))

/** The first line of an error, however the puppet wraps it. */
function reason(error) {
  let told = error?.data ?? error?.gerror ?? error
  try { told = JSON.parse(told).message ?? told } catch { /* not JSON, so it is the message itself */ }
  return String(told?.message ?? told).split('\n')[0].slice(0, 200)
}

const server = new PuppetServer({ endpoint: `127.0.0.1:${args.port}`, token, puppet, tls: { disable: true } })
try {
  await server.start()
} catch (error) {
  giveUp(`port ${args.port} cannot be used (${reason(error)}) -> end what uses it, or set gateway.port`)
}
tell('ready', { port: Number(args.port) })

async function end() {
  await Promise.allSettled([server.stop(), puppet.stop()])
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM']) { process.on(signal, end) }
process.stdin.on('end', end).resume()

await puppet.start()
