// The answers of energy meters, byte by byte as emi.h lays them out, and what is no such answer.
import { expect, test } from 'vitest';
import {
  decodeMetadata,
  decodeMetadataSize,
  decodeVersion,
  EMI_V1,
  EMI_V2,
  energyPwhAt,
  energyTimeSAt,
} from '../../../native/emi/buffers.ts';
import { partOf } from '../../../native/emi/channels.ts';
import { metadataV1, metadataV2, u16, u32, u64, wide } from '../../fixtures/emi/make-emi.ts';

test('version and length', () => {
  expect(decodeVersion(Buffer.from([2, 0]))).toBe(2);
  expect(decodeMetadataSize(Buffer.from([0xec, 0x01, 0, 0]))).toBe(492);
});

test('a description of version 2 with names of different lengths', () => {
  // Written out: 16 characters maker, 16 characters model, revision, count; unit, bytes, name for each channel.
  const hex = [
    '4d005300000000000000000000000000'.padEnd(64, '0'),
    '52004100500000000000000000000000'.padEnd(64, '0'),
    '0300',
    '0200',
    '00000000',
    '0800',
    '500050003000'.padEnd(16, '0'),
    '00000000',
    '0400',
    '41000000',
  ].join('');
  expect(decodeMetadata(EMI_V2, Buffer.from(hex, 'hex'))).toEqual({
    oem: 'MS',
    model: 'RAP',
    channels: ['PP0', 'A'],
  });
});

test('names as Windows 11 keeps them: 100 bytes for each, four channels in 492 bytes', () => {
  const names = ['RAPL_Package0_PKG', 'RAPL_Package0_PP0', 'RAPL_Package0_PP1', 'RAPL_Package0_DRAM'];
  const answer = metadataV2(names);
  expect(answer).toHaveLength(68 + 4 * (6 + 100));
  expect(decodeMetadata(EMI_V2, answer).channels).toEqual(names);
});

test('a description of version 1 has one channel', () => {
  const answer = metadataV1('VDD_CPU');
  expect(answer.indexOf(Buffer.from(wide('VDD_CPU')))).toBe(72);
  expect(decodeMetadata(EMI_V1, answer)).toEqual({ oem: 'Contoso', model: 'Rail', channels: ['VDD_CPU'] });
});

test('a measurement: 16 bytes a channel, energy and time', () => {
  const answer = Buffer.from([...u64(1n), ...u64(10_000_000n), ...u64(2n ** 40n + 5n), ...u64(2n ** 33n)]);
  expect(energyPwhAt(answer, 0)).toBe(1);
  expect(energyTimeSAt(answer, 0)).toBe(1);
  expect(energyPwhAt(answer, 1)).toBe(1_099_511_627_781);
  // 2^33 x 100 ns = 858.993 459 2 s
  expect(energyTimeSAt(answer, 1)).toBeCloseTo(858.9934592, 9);
});

const head = (count: number) => [...wide('', 64), ...u16(1), ...u16(count)];
const channel = (bytes: number, name: readonly number[], unit = 0) => [...u32(unit), ...u16(bytes), ...name];

test.each<[string, () => unknown, RegExp]>([
  ['no version', () => decodeVersion(Buffer.alloc(0)), /version is cut short: 0 of 2 bytes/],
  ['a version of the future', () => decodeVersion(Buffer.from([3, 0])), /expected version 1 or 2, got 3/],
  ['half a length', () => decodeMetadataSize(Buffer.from([1, 0])), /cut short: 2 of 4 bytes/],
  ['a length of nothing', () => decodeMetadataSize(Buffer.alloc(4)), /got 0/],
  ['an absurd length', () => decodeMetadataSize(Buffer.alloc(4, 0xff)), /got 4294967295/],
  ['half a head', () => decodeMetadata(EMI_V2, Buffer.alloc(67)), /cut short: 67 of 68 bytes/],
  ['half a head of version 1', () => decodeMetadata(EMI_V1, Buffer.alloc(71)), /cut short: 71 of 72 bytes/],
  ['no channel', () => decodeMetadata(EMI_V2, Buffer.from(head(0))), /channels, got 0/],
  ['absurdly many', () => decodeMetadata(EMI_V2, Buffer.from(head(0xffff))), /got 65535/],
  [
    'fewer than promised',
    () => decodeMetadata(EMI_V2, Buffer.from([...head(2), ...channel(4, wide('A'))])),
    /channel 1 of 2 is cut short/,
  ],
  [
    'a name beyond the end',
    () => decodeMetadata(EMI_V2, Buffer.from([...head(1), ...channel(400, wide('A'))])),
    /a name is cut short: 78 of 474 bytes/,
  ],
  [
    'half a character',
    () => decodeMetadata(EMI_V2, Buffer.from([...head(1), ...channel(3, [65, 0, 0])])),
    /whole UTF-16 characters, got 3 bytes/,
  ],
  [
    'half a surrogate pair',
    () => decodeMetadata(EMI_V2, Buffer.from([...head(1), ...channel(4, [0, 0xd8, 65, 0])])),
    /a name in UTF-16, got 00d84100/,
  ],
  [
    'a control character',
    () => decodeMetadata(EMI_V2, Buffer.from([...head(1), ...channel(4, [7, 0, 0, 0])])),
    /a name in UTF-16/,
  ],
  [
    'another unit',
    () => decodeMetadata(EMI_V2, Buffer.from([...head(1), ...channel(4, wide('A'), 1)])),
    /picowatt-hours \(unit 0\), got unit 1/,
  ],
])('%s is refused in words', (_, decode, message) => {
  expect(decode).toThrow(message);
});

test.each([
  ['RAPL_Package0_PKG', 'package-0', 'package'],
  ['RAPL_Package1_PKG', 'package-1', 'package'],
  ['RAPL_Package0_DRAM', 'package-0/dram', 'dram'],
  ['RAPL_Package0_PP0', 'package-0/core', 'core'],
  ['RAPL_Package0_PP1', 'package-0/uncore', 'uncore'],
  ['rapl_package12_pkg', 'package-12', 'package'],
  ['Current Socket Power', 'package-0', 'package'],
])('%s is %s', (name, part, domain) => {
  expect(partOf(name)).toMatchObject({ name: part, domain });
});

test.each([
  'RAPL_Package0_Core3_CORE',
  'RAPL_Package0_NPU',
  'RAPL_Package_PKG',
  'VDDCR_SOC Power',
  'Battery',
  '',
  'xRAPL_Package0_PKG',
  // A word that every object knows is no part of a processor.
  'RAPL_Package0_constructor',
  'RAPL_Package0_CONSTRUCTOR',
])('%s is no part that is read', (name) => {
  expect(partOf(name)).toBeNull();
});
