/** The colours of `console.css` that a drawing needs; an image cannot read the page's variables. */
export const palettes = {
  light: { text: '#4a5754', axis: '#8b9490', grid: '#e2e0d7', low: '#0f6a69', high: '#5d8f8a', target: '#a12c1c' },
  dark: { text: '#b4c2be', axis: '#7d8c88', grid: '#33403d', low: '#49b0a8', high: '#6fa39d', target: '#ff9c87' },
} as const;

export type Scheme = keyof typeof palettes;
