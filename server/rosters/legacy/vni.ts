/** VNI for Windows: a plain letter, then the letter that its font draws as hat, hook and tone. `ơ`, `ư`, `đ` and `i` have codes of their own. */
const pairs: Readonly<Record<string, readonly [letters: string, marks: string]>> = {
  a: ['áàảãạăắằẳẵặâấầẩẫậ', 'ùøûõïêéèúüëâáàåãä'],
  e: ['éèẻẽẹêếềểễệ', 'ùøûõïâáàåãä'],
  o: ['óòỏõọôốồổỗộ', 'ùøûõïâáàåãä'],
  u: ['úùủũụ', 'ùøûõï'],
  y: ['ýỳỷỹ', 'ùøûõ'],
  ô: ['ớờởỡợ', 'ùøûõï'],
  ö: ['ứừửữự', 'ùøûõï'],
};
const single: readonly [letters: string, codes: string] = ['íìỉĩịỵơưđ', 'íìæóòîôöñ'];

/** Vietnamese letters by what stands for them, capitals included. */
export const vniLetters: ReadonlyMap<string, string> = new Map(
  [...small()].flatMap(([code, letter]) => {
    const [first = '', mark = ''] = code;
    const capital = letter.toUpperCase();
    return [
      [code, letter],
      [code.toUpperCase(), capital],
      [`${first.toUpperCase()}${mark}`, capital],
    ] as const;
  }),
);

function small(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [base, [letters, marks]] of Object.entries(pairs)) {
    for (const [index, letter] of [...letters].entries()) table.set(base + ([...marks][index] ?? ''), letter);
  }
  for (const [index, letter] of [...single[0]].entries()) table.set([...single[1]][index] ?? '', letter);
  return table;
}

const marked = /[aeouyôö][ùøûõïêéèúüëâáàåãä]|[íìæóòîôöñ]/gi;

export function fromVni(text: string): string {
  return text.replace(marked, (code) => vniLetters.get(code) ?? alone(code));
}

/** A pair that stands for nothing is two letters, of which the first may stand for itself. */
function alone(code: string): string {
  const [first = '', second = ''] = code;
  return (vniLetters.get(first) ?? first) + (vniLetters.get(second) ?? second);
}
