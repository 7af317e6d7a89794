/**
 * What puppets get wrong and the bot could not mend from the other side of the wire.
 * Each function wraps methods of one puppet object; a puppet without the fault stays as it is.
 */

/** A file of up to 20 KB held in a buffer: the gateway cannot serialise it. As Base64 it can. */
export function repairSmallFiles(puppet, FileBox, FileBoxType) {
  for (const method of ['messageFile', 'messageImage']) {
    const original = puppet[method].bind(puppet)
    puppet[method] = async (...parameters) => {
      const box = await original(...parameters)
      return box.type === FileBoxType.Buffer ? FileBox.fromBase64(await box.toBase64(), box.name) : box
    }
  }
}

/**
 * wechat4u splits a group message at every colon with a line break after it and keeps only the second piece, so that
 * "It is like this:\n1. ..." loses all but its first line. The raw message still has all of it.
 */
export function repairGroupText(puppet) {
  const original = puppet.messagePayload.bind(puppet)
  puppet.messagePayload = async (id) => {
    const payload = await original(id)
    const raw = await puppet.messageRawPayload(id)
    const whole = payload.roomId && typeof raw?.Content === 'string' ? raw.Content : undefined
    if (whole === undefined || payload.text !== whole.split(':\n')[1]) { return payload }
    // What others say in a room comes from the room ("@@...") and starts with the id of who said it.
    const text = raw.FromUserName?.startsWith('@@') ? whole.slice(whole.indexOf(':\n') + 2) : whole
    return { ...payload, text }
  }
}
