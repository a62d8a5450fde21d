/** Who looks at the console in the bench; made for a store that is thrown away afterwards. */
export const officer = { name: 'Bench', signInName: 'bench', password: 'only-for-a-store-that-is-thrown-away' };
