// A number among the analysis options.
import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { NUMBER } from '../texts/options.ts';

/** Applied on Enter or when the field loses focus, not at every digit. Out of range: an error. Empty: the default. */
export function NumberOption(props: {
  label: string;
  value: number | undefined;
  /** Value of one unit in the field: 0.01 for per cent. */
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
  // Changed from elsewhere, for example by a reset to defaults.
  if (shown !== last_shown) {
    setLastShown(shown);
    setText(shown);
  }
  const number = Number(text);
  const fits = text === '' || ((least === undefined ? number > 0 : number >= least) && number <= most);
  const range = NUMBER.range(least ?? null, most === Number.POSITIVE_INFINITY ? null : most);
  const take = (): void => {
    if (!fits) return;
    const next = text === '' ? undefined : number * per;
    if (next !== value) props.onChange(next);
  };
  return (
    <NumberInput
      label={props.label}
      placeholder={props.placeholder ?? NUMBER.placeholder}
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
