import { create } from 'qrcode';

/** Modules of white that a reader needs on every side. */
const quiet = 4;

/** Black on white in light and dark alike: readers of codes expect that. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quiet;
  const squares = [...modules.data].flatMap((dark, index) =>
    dark === 1 ? [`M${quiet + (index % modules.size)} ${quiet + Math.floor(index / modules.size)}h1v1h-1z`] : [],
  );
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#ffffff" />
      <path d={squares.join('')} fill="#000000" />
    </svg>
  );
}
