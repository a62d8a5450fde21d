const { MessengerConnector } = require('bottender');
const { PAGE_TOKEN, WEBHOOK } = require('../../contract.mjs');
const { secret, sendApi } = require('../environment.mjs');
const { isGenuine } = require('../signature.mjs');

const proceed = { shouldNext: true };
const refuse = { shouldNext: false, response: { status: 403, body: '' } };

/** The connector knows only the SHA-1 header, so the bench's one check takes the place of its own. */
class Connector extends MessengerConnector {
  preprocess({ headers, rawBody }) {
    return isGenuine(Buffer.from(rawBody), headers['x-hub-signature-256']) ? proceed : refuse;
  }
}

function createQuizChannel() {
  const connector = new Connector({ accessToken: PAGE_TOKEN, appSecret: secret, appId: '1', verifyToken: 'bench', origin: sendApi });
  return { enabled: true, path: WEBHOOK, connector };
}

module.exports = { createQuizChannel };
