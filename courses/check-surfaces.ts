import type { Content, LoadedLesson } from './content';
import type { ContentIssue } from './content-issue';
import type { Lesson, Question } from './model';

/** What a channel can show, as far as a lesson is concerned. `measure` counts as its platform counts. */
export type Surface = { readonly name: string; readonly textLength: number; readonly measure: (text: string) => number };

/** What the dialogue says around an author's words: the place in the lesson, how to answer, letters before options. */
const frameLength = 300;

/** Each piece of a lesson that one message of a channel cannot hold: cut in two, an answer would stand apart from its question. */
export function checkSurfaces({ lessons }: Content, surfaces: readonly Surface[]): readonly ContentIssue[] {
  return lessons.flatMap((loaded) => piecesOf(loaded.lesson).flatMap((piece) => issuesOf(loaded, piece, surfaces)));
}

type Piece = { readonly what: string; readonly path: readonly (string | number)[]; readonly text: string };

function piecesOf({ title, opening, messages, questions }: Lesson): readonly Piece[] {
  return [
    ...messages.map(({ id, text }, index) => {
      const said = index === 0 ? [title, opening ?? '', text] : [text];
      return { what: id, path: ['messages', index, 'text'], text: said.join('\n\n') };
    }),
    ...questions.map((question, index) => ({
      what: question.id,
      path: ['questions', index, 'text'],
      text: [question.text, ...question.options.map((option) => option.text)].join('\n'),
    })),
    ...questions.map((question, index) => ({
      what: `the explanation of ${question.id}`,
      path: ['questions', index, 'explanation'],
      text: [...rightOptions(question), question.explanation].join('\n'),
    })),
  ];
}

function rightOptions({ key, options }: Question): readonly string[] {
  return options.filter((option) => key.includes(option.key)).map((option) => option.text);
}

function issuesOf({ source }: LoadedLesson, { what, path, text }: Piece, surfaces: readonly Surface[]): readonly ContentIssue[] {
  return surfaces.flatMap(({ name, textLength, measure }) => {
    const [length, room] = [measure(text), textLength - frameLength];
    return length <= room
      ? []
      : [source.issue('too_long_for_channel', path, `${what} takes ${length} characters on ${name}, at most ${room}`)];
  });
}
