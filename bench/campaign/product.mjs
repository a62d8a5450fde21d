import { readConfig } from '../../dist/server/config.js';
import { start } from '../../dist/server/start.js';
import { READY } from '../contract.mjs';
import { folder, port, secret, sendApi } from '../peers/environment.mjs';
import { makeReady } from '../targets/hieu-luat/readiness.mjs';
import { settingsFor } from '../targets/hieu-luat/settings.mjs';

/** The product as it is started for real, with a clock that is set apart: a campaign is for the day. */
const ahead = Number(process.env.CLOCK_AHEAD);
const values = { ...settingsFor({ folder, port, sendApi, secret }), MESSENGER_PER_SECOND: process.env.PER_SECOND };
await start(readConfig({ values, file: undefined }, []), { now: () => new Date(Date.now() + ahead), prepare: makeReady });
process.stdout.write(`${READY}\n`);
