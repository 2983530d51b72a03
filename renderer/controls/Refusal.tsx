// Why an input was not taken, in one line beside it.

export function Refusal({ id, line }: { readonly id?: string; readonly line: string | undefined }) {
  if (line === undefined) return null;
  return (
    <p id={id} className="refusal" role="alert">
      {line.replace(/-(?=[\d.])/g, '−')}
    </p>
  );
}
