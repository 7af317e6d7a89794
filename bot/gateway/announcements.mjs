/**
 * Messages that come while no bot is connected, or just as a connection breaks, are announced again to the next
 * connection: nobody else keeps them. The bot knows what it has, so a repeat costs one question.
 */

/**
 * puppet: its `message` listeners come and go with the connections. now: milliseconds.
 * At most so many messages of so many minutes are remembered, by their ids only.
 */
export function announceAgain(puppet, { most = 2000, minutes = 30, now = Date.now } = {}) {
  const recent = new Map()   // message id -> when it came
  puppet.on('message', ({ messageId }) => {
    if (!messageId) { return }
    recent.set(messageId, now())
    while (recent.size > most) { recent.delete(recent.keys().next().value) }
  })
  puppet.on('newListener', (event, listener) => {
    if (event !== 'message') { return }
    const since = now() - minutes * 60_000
    const ids = [...recent].filter(([, at]) => at >= since).map(([id]) => id)
    // To this one alone, once its connection stands.
    setImmediate(() => ids.forEach((messageId) => listener.call(puppet, { messageId })))
  })
  return { forget: () => recent.clear() }
}
