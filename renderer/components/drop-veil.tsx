// Lies over the window while a file hangs above it, and says what dropping it does.
import { Center, Overlay, Text } from '@mantine/core';

export function DropVeil() {
  return (
    <Overlay fixed backgroundOpacity={0.75} color="#0f4c81" zIndex={500} aria-hidden="true">
      <Center h="100%">
        <Text c="white" fz={22} fw={600}>
          Drop a .wattproof file to open the study
        </Text>
      </Center>
    </Overlay>
  );
}
