// The machine the study was measured on.
import type { MachineInventory } from '../core/machine/inventory.ts';
import { insertSql } from './insert.ts';
import type { StudyFile } from './study-file.ts';

export function insertMachine(study: StudyFile, machine: MachineInventory): void {
  const { cpu_model, memory_b, os } = machine;
  study.db
    .prepare(insertSql('machine', ['id', 'cpu_model', 'memory_b', 'os', 'inventory_json']))
    .run({ id: 1, cpu_model, memory_b, os, inventory_json: JSON.stringify(machine) });
}

export function readMachine(study: StudyFile): MachineInventory | null {
  const row = study.db.prepare('select inventory_json from machine').get() as
    | { inventory_json: string }
    | undefined;
  return row ? (JSON.parse(row.inventory_json) as MachineInventory) : null;
}
