// The trained networks that ship for each task, by what they are asked for.

export const taskTitles = {
  mnist: 'Handwritten digits, 28 × 28',
  digits: 'Handwritten digits, 8 × 8',
} as const;

export type Task = keyof typeof taskTitles;

export type NetworkRole = 'dense' | 'pruned' | 'signs' | 'probable' | 'drawn' | 'convolutional';

const besides = (stem: string) => ({
  dense: `${stem}.safetensors`,
  pruned: `${stem}-pruned.feln`,
  signs: `${stem}-signs.feln`,
  probable: `${stem}-probable.feln`,
  drawn: `${stem}-probable-drawn.zip`,
});

/** Files under samples/models. */
export const networkFiles: Readonly<Record<Task, Readonly<Partial<Record<NetworkRole, string>>>>> = {
  mnist: { ...besides('classifier-lenet-300-100'), convolutional: 'classifier-lenet-5.safetensors' },
  digits: besides('classifier-small'),
};

/** Where each comes from, for lists of what ships. */
export const networkSources: Readonly<Record<NetworkRole, string>> = {
  dense: 'trained in float32',
  pruned: 'pruned step by step from it',
  signs: 'binary weights learnt from it',
  probable: 'probable signs learnt from it, read as the likelier ones',
  drawn: 'sixteen networks drawn from the same probable signs',
  convolutional: 'LeNet-5, trained in float32',
};
