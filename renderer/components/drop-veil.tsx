// Covers the window while a file is dragged over it, and says what a drop does.
import { Center, Overlay, Text } from '@mantine/core';
import { DROP } from './texts.ts';

export function DropVeil() {
  return (
    <Overlay fixed backgroundOpacity={0.75} color="#0f4c81" zIndex={500} aria-hidden="true">
      <Center h="100%">
        <Text c="white" fz={22} fw={600}>
          {DROP}
        </Text>
      </Center>
    </Overlay>
  );
}
