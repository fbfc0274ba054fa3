// The menu of factors that a design does not have yet.
import { Button, Menu, Text } from '@mantine/core';
import { EXTRA_FACTOR_NAMES, type ExtraFactorName } from '../../../../core/design/design.ts';
import { factorLabel } from '../../../format/labels.ts';
import { EXTRA_FACTORS } from '../draft/factor-catalogue.ts';

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
          Add factor
        </Button>
      </Menu.Target>
      <Menu.Dropdown maw={380} mah="min(30rem, 45vh)" style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={props.onOwn}>
          A factor of your own…
          <Text size="xs" c="dimmed">
            Levels with names, each with the settings it hands to the trainer.
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
