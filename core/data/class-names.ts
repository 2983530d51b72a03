// What the classes of sets that ship are called, by their labels: in pictures and in files.

export const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** As Xiao, Rasul and Vollgraf (2017) name them. */
export const clothes = ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'] as const;
