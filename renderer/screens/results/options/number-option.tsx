// A number among the options of the analysis.
import { NumberInput } from '@mantine/core';
import { useState } from 'react';

/** Taken when the field is left or Enter is pressed, not at every digit; out of range it is told and not taken. Empty: the default. */
export function NumberOption(props: {
  label: string;
  value: number | undefined;
  /** What one of the field is: 0.01 for per cent. */
  per: number;
  /** Inclusive; without it the value must be above 0. */
  least?: number;
  most?: number;
  /** Default `none`. */
  placeholder?: string;
  help?: string | undefined;
  disabled?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  const { value, per, least, most = Number.POSITIVE_INFINITY } = props;
  const shown = value === undefined ? '' : Number((value / per).toPrecision(12));
  const [text, setText] = useState<string | number>(shown);
  const [last_shown, setLastShown] = useState(shown);
  // Set from elsewhere, as by going back to the defaults.
  if (shown !== last_shown) {
    setLastShown(shown);
    setText(shown);
  }
  const number = Number(text);
  const fits = text === '' || ((least === undefined ? number > 0 : number >= least) && number <= most);
  const range = `${least === undefined ? 'Above 0' : `${least} or more`}${most === Number.POSITIVE_INFINITY ? '' : `, up to ${most}`}`;
  const take = (): void => {
    if (!fits) return;
    const next = text === '' ? undefined : number * per;
    if (next !== value) props.onChange(next);
  };
  return (
    <NumberInput
      label={props.label}
      placeholder={props.placeholder ?? 'none'}
      description={props.help}
      error={fits ? undefined : range}
      disabled={props.disabled ?? false}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      clampBehavior="none"
      min={least ?? 0}
      {...(props.most === undefined ? {} : { max: props.most })}
      value={text}
      onChange={setText}
      onBlur={take}
      onKeyDown={({ key }) => key === 'Enter' && take()}
    />
  );
}
