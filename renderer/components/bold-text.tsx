// Shows a text whose parts between ** are bold, so that files of texts need no JSX.
export function BoldText({ text }: { text: string }) {
  return text.split('**').map((part, at) => (at % 2 === 0 ? part : <b key={`${at} ${part}`}>{part}</b>));
}
