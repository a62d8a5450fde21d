const { router, text } = require('bottender/router');
const { newSession, takeStep } = require('../../quiz.mjs');

async function takeQuiz(context) {
  const session = { ...newSession(), ...context.state };
  const reply = takeStep(session, context.event.text);
  context.setState(session);
  await context.sendText(reply);
}

module.exports = async function App() {
  return router([text('*', takeQuiz)]);
};
