// The frame of every table: scrolls sideways, or down beyond a given height, when the table does not fit.
import { Table, type TableProps } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { watchScroller } from './scroll-stop.ts';
import { SCROLLS } from './texts.ts';

export function ScrollTable(
  props: Omit<TableProps, 'stickyHeader' | 'aria-label'> & {
    /** Describes the table to screen readers; not shown. */
    label: string;
    /** Below this width the table scrolls sideways, px. */
    min_width?: number | undefined;
    /** Above this height the table scrolls under its heads, px. */
    max_height?: number | undefined;
  },
) {
  const { label, min_width = 0, max_height, ...table } = props;
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(
    () => (scroller.current === null ? undefined : watchScroller(scroller.current, SCROLLS(label))),
    [label],
  );
  return (
    <Table.ScrollContainer
      minWidth={min_width}
      // Reserves room for the bars the table can have, so that none covers a cell.
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
