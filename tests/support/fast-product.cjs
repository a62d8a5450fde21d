// The compiled product as configured by the environment, for tests that kill its process. Turns are dated by a clock that runs fast, so
// that lessons are read at a reader's pace; everything else, the lock of an idle chat too, goes by the real one.
const { readConfig } = require('../../dist/server/config.js');
const { start } = require('../../dist/server/start.js');

const times = Number(process.env.CLOCK_TIMES);
const began = Number(process.env.CLOCK_BEGAN);

const turnClock = (event) => new Date(event === undefined ? Date.now() : began + (Date.now() - began) * times);

start(readConfig({ values: process.env }, []), { pipeline: { now: turnClock } }).then(
  (running) => process.stdout.write(`listening ${running.address}\n`),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
