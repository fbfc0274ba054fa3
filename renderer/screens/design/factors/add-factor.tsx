// Menu of the factors that the design does not have yet.
import { Button, Menu, Text } from '@mantine/core';
import { EXTRA_FACTOR_NAMES, type ExtraFactorName } from '../../../../core/design/design.ts';
import { factorLabel } from '../../../format/labels.ts';
import { EXTRA_FACTORS } from '../draft/factor-catalogue.ts';
import { FACTOR_TEXTS } from '../texts/factors.ts';

const TEXT = FACTOR_TEXTS.add;

export function AddFactor(props: {
  taken: readonly string[];
  onAdd: (name: ExtraFactorName) => void;
  onOwn: () => void;
}) {
  const free = EXTRA_FACTOR_NAMES.filter((name) => !props.taken.includes(name));
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs">
          {TEXT.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={380} mah="min(30rem, 45vh)" style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={props.onOwn}>
          {TEXT.own}
          <Text size="xs" c="dimmed">
            {TEXT.own_help}
          </Text>
        </Menu.Item>
        <Menu.Divider />
        {free.map((name) => (
          <Menu.Item key={name} onClick={() => props.onAdd(name)}>
            {factorLabel(name)}
            <Text size="xs" c="dimmed">
              {EXTRA_FACTORS[name].help}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
