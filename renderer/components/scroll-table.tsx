// The frame of every table: it scrolls sideways, or down from a given height, where the table does not fit.
import { Table, type TableProps } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { watchScroller } from './scroll-stop.ts';

export function ScrollTable(
  props: Omit<TableProps, 'stickyHeader' | 'aria-label'> & {
    /** Says what the table holds; read aloud, not shown. */
    label: string;
    /** The table scrolls before it gets narrower, px. */
    min_width?: number | undefined;
    /** The table scrolls under its heads before it gets taller, px. */
    max_height?: number | undefined;
  },
) {
  const { label, min_width = 0, max_height, ...table } = props;
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(
    () => (scroller.current === null ? undefined : watchScroller(scroller.current, `${label}, scrolls`)),
    [label],
  );
  return (
    <Table.ScrollContainer
      minWidth={min_width}
      // No bar lies over a cell: there is room beside the table for those that it can have.
      scrollAreaProps={{
        type: 'auto',
        offsetScrollbars: max_height === undefined ? 'x' : true,
        viewportRef: scroller,
      }}
      {...(max_height === undefined ? {} : { maxHeight: max_height })}
    >
      <Table {...table} stickyHeader={max_height !== undefined} aria-label={label} />
    </Table.ScrollContainer>
  );
}
