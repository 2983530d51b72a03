// A program around the header: classes and codes of the images in a file, and the time that one takes.

/** `main.c` for the header of this prefix. */
export const mainSource = (
  prefix: string,
): string => `/* Reads images, one after the other, ${prefix.toUpperCase()}_PIXELS bytes each, black 0 and white 255, from the files named, or
   else from standard input. Prints the class of each and the codes of its logits; with --time what one takes, too. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "${prefix}.h"

enum { PIXELS = ${prefix.toUpperCase()}_PIXELS, CLASSES = ${prefix.toUpperCase()}_CLASSES };

static uint8_t pixels[PIXELS];
static int8_t logits[CLASSES];

/* Runs the image for half a second. */
static void print_time(void) {
  const clock_t begun = clock();
  long runs = 0;
  clock_t taken;
  do {
    ${prefix}_predict(pixels, logits);
    runs++;
    taken = clock() - begun;
  } while (taken < CLOCKS_PER_SEC / 2);
  printf("  %.3f us an image (%ld runs)", 1e6 * (double)taken / CLOCKS_PER_SEC / (double)runs, runs);
}

/* The number of images read; -1 where one is cut short. */
static long read_images(FILE *file, int timed) {
  long count = 0;
  size_t size;
  while ((size = fread(pixels, 1, PIXELS, file)) == PIXELS) {
    printf("%d ", ${prefix}_predict(pixels, logits));
    for (int j = 0; j < CLASSES; j++) printf(" %d", logits[j]);
    if (timed) print_time();
    printf("\\n");
    count++;
  }
  return size == 0 ? count : -1;
}

int main(int count, char **words) {
  int timed = 0, files = 0, failed = 0;
  for (int i = 1; i < count; i++) timed |= strcmp(words[i], "--time") == 0;
  for (int i = 1; i < count; i++) {
    if (strcmp(words[i], "--time") == 0) continue;
    FILE *file = fopen(words[i], "rb");
    const long read = file ? read_images(file, timed) : -1;
    if (read <= 0) fprintf(stderr, "%s: expected images of %d bytes, got %s\\n", words[i], (int)PIXELS, file ? "another size" : "no file");
    if (file) fclose(file);
    failed |= read <= 0;
    files++;
  }
  if (files == 0 && read_images(stdin, timed) <= 0) {
    fprintf(stderr, "standard input: expected images of %d bytes, got another size\\n", (int)PIXELS);
    failed = 1;
  }
  return failed ? 2 : 0;
}
`;
