// The machine the study was measured on.
import type { MachineInventory } from '../core/machine/inventory.ts';
import type { StudyFile } from './study-file.ts';

export function insertMachine(study: StudyFile, machine: MachineInventory): void {
  study.db
    .prepare('insert into machine values (1, ?, ?, ?, ?)')
    .run(machine.cpu_model, machine.memory_b, machine.os, JSON.stringify(machine));
}

export function readMachine(study: StudyFile): MachineInventory | null {
  const row = study.db.prepare('select inventory_json from machine').get() as
    | { inventory_json: string }
    | undefined;
  return row ? (JSON.parse(row.inventory_json) as MachineInventory) : null;
}
