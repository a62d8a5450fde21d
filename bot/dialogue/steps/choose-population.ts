import type { Population } from '../../../courses/model';
import { joinNone } from '../join-group';
import { without } from '../session';
import { option, type Step } from '../step';

/** `service-worker` is not among them: only its card opens it, because a list of these people would be a danger to them. */
const offered = [
  'upper-secondary',
  'vocational',
  'higher-education',
  'ip-worker',
  'official',
  'community',
] as const satisfies readonly Population[];

const otherWords: Readonly<Record<(typeof offered)[number], readonly string[]>> = {
  'upper-secondary': ['học sinh', 'hs', 'cấp 3', 'thpt', 'pupil'],
  vocational: ['học nghề', 'trường nghề', 'trung cấp', 'apprentice'],
  'higher-education': ['sv', 'đại học', 'cao đẳng', 'student'],
  'ip-worker': ['công nhân', 'cn', 'đi làm công ty', 'worker'],
  official: ['cán bộ', 'công chức', 'viên chức', 'official'],
  community: ['dân', 'người dân', 'khác', 'other'],
};

export const choosePopulation: Step = {
  ask: ({ say }) => say('population.ask'),
  options: ({ say }) => [
    ...offered.map((population) => option('choose-population', population, say(`population.${population}`), otherWords[population])),
    option('choose-population', 'skip', say('population.skip'), ['bỏ qua', 'skip', 'không']),
  ],
  choose: (context, choice) => {
    if (choice === 'skip') return joinNone(context);
    const population = offered.find((candidate) => candidate === choice);
    return population && context.enter('choose-area', { session: { ...without(context.session, 'area'), population } });
  },
  back: () => 'join',
  leadsTo: ['choose-area', 'consent', 'menu'],
};
