const { createQuizChannel } = require('./quiz-channel');
const { sessions } = require('./sessions');

module.exports = {
  session: { driver: 'seeded', stores: { seeded: sessions } },
  initialState: {},
  channels: { quiz: createQuizChannel() },
};
