// Which of the two networks a parameter belongs to.

/** The network on either side of the code: x → q(z|x), its flow included, or z → p(x|z). */
export type Side = 'encoder' | 'decoder';

export const belongsTo = (parameter: string): Side => (parameter.startsWith('decoder/') ? 'decoder' : 'encoder');
