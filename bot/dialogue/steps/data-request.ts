import { option, type Step } from '../step';

const requests = ['correct', 'object'] as const;

/** What somebody in the office has to do: it gets a number, and what it is about is said to them and not here. */
export const dataRequest: Step = {
  ask: ({ say }) => say('dataRequest.ask'),
  options: ({ say }) => [
    ...requests.map((request) => option('data-request', request, say(`dataRequest.${request}`))),
    option('data-request', 'no', say('dataRequest.no'), ['không', 'no']),
  ],
  choose: (context, choice) => {
    const request = requests.find((candidate) => candidate === choice);
    const { number } = context.event;
    if (choice === 'no' || (request !== undefined && number === undefined)) return context.enter('my-data');
    if (request === undefined || number === undefined) return undefined;
    const lead = context.say('dataRequest.taken', { number });
    return context.enter('menu', { lead, facts: [{ kind: 'request-asked', request, number, at: context.now }] });
  },
  back: () => 'my-data',
  leadsTo: ['my-data', 'menu'],
};
