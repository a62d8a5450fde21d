// The compiled product as configured by the environment, with a clock that runs fast, for tests that kill its process.
const { readConfig } = require('../../dist/server/config.js');
const { start } = require('../../dist/server/start.js');

const times = Number(process.env.CLOCK_TIMES);
const began = Number(process.env.CLOCK_BEGAN);

start(readConfig({ values: process.env }, []), { now: () => new Date(began + (Date.now() - began) * times) }).then(
  (running) => process.stdout.write(`listening ${running.address}\n`),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
