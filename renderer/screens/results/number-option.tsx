// A number among the options of the analysis.
import { NumberInput } from '@mantine/core';
import { useState } from 'react';

/** A number above 0, or none; taken when the field is left or Enter is pressed, not at every digit. */
export function NumberOption(props: {
  label: string;
  value: number | undefined;
  /** What one of the field is: 0.01 for per cent. */
  per: number;
  most?: number;
  /** Default `none`. */
  placeholder?: string;
  help?: string | undefined;
  disabled?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  const shown = props.value === undefined ? '' : Number((props.value / props.per).toPrecision(12));
  const [text, setText] = useState<string | number>(shown);
  const take = (): void => {
    const number = typeof text === 'number' ? text : Number.parseFloat(text);
    const value =
      number > 0 && number <= (props.most ?? Number.POSITIVE_INFINITY) ? number * props.per : undefined;
    if (value !== props.value) props.onChange(value);
  };
  return (
    <NumberInput
      label={props.label}
      placeholder={props.placeholder ?? 'none'}
      description={props.help}
      disabled={props.disabled ?? false}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      min={0}
      {...(props.most === undefined ? {} : { max: props.most })}
      value={text}
      onChange={setText}
      onBlur={take}
      onKeyDown={({ key }) => key === 'Enter' && take()}
    />
  );
}
