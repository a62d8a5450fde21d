import { readConfig } from '../../../dist/server/config.js';
import { start } from '../../../dist/server/start.js';
import { READY } from '../../contract.mjs';
import { folder, port, secret, sendApi } from '../../peers/environment.mjs';
import { makeReady } from './readiness.mjs';
import { settingsFor } from './settings.mjs';

/** The product as it is started for real: same function, same configuration, another folder. */
const values = settingsFor({ folder, port, sendApi, secret });
await start(readConfig({ values, file: undefined }, []), { prepare: makeReady });
process.stdout.write(`${READY}\n`);
