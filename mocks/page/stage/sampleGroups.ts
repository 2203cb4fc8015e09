/** Groups the gallery's samples: those whose ids begin alike are together, single ones at the end. */

interface Named {
  readonly id: string;
  readonly title: string;
}

interface SampleGroup<S extends Named> {
  readonly id: string;
  /** The first sample's title up to its comma. */
  readonly title: string;
  readonly samples: readonly S[];
}

export function groupSamples<S extends Named>(samples: readonly S[]): readonly SampleGroup<S>[] {
  const byStem = new Map<string, S[]>();
  for (const sample of samples) {
    const stem = sample.id.split('-')[0]!;
    byStem.set(stem, [...(byStem.get(stem) ?? []), sample]);
  }
  const groups = [...byStem].filter(([, members]) => members.length > 1);
  const loners = [...byStem.values()].filter((members) => members.length === 1).flat();
  return [
    ...groups.map(([id, members]) => ({
      id,
      title: members[0]!.title.split('，')[0]!,
      samples: members,
    })),
    ...(loners.length > 0 ? [{ id: 'others', title: '其他', samples: loners }] : []),
  ];
}
