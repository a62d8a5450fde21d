import { READY } from '../contract.mjs';

/** What the bench tells a bot; see `../contract.mjs`. */
export const port = Number(process.env.PORT);
export const sendApi = process.env.STUB;
export const learners = Number(process.env.USERS);
export const secret = process.env.SECRET;
export const folder = process.env.DATA;

export const sayReady = () => process.stdout.write(`${READY}\n`);
