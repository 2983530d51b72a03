// The commands and their options, and what becomes of an error.
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { DONE, interruptedCode, report } from './failure.ts';
import type { Host } from './host.ts';

const repeated = (text: string, before: readonly string[]) => [...before, text];

const asked = (command: Command): Command =>
  command
    .option('--preset <name>', 'start from this preset’s values and steps')
    .option('--set <name=value>', 'set a parameter; repeatable; @FILE for the text of a file', repeated, [])
    .option('--seed <n>', 'seed of the random numbers (default 1)')
    .option('--steps <n>', 'steps to take')
    .option('--data <path>', 'your own numbers (CSV, TSV or plain text) or images (IDX, .npy, CSV; a zip or a folder of PNG or JPEG files)')
    .option(
      '--model <path>',
      'a trained model of yours to begin with: .safetensors, .feln, .onnx, TensorFlow.js, their zip or folder; repeatable',
      repeated,
      [],
    );

function programOf(host: Host): Command {
  const program = new Command(host.name ?? 'npm run -s lab --')
    .description('Free Energy Lab on the command line: the same labs, the same numbers')
    .version(packageJson.version)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ writeOut: (text) => void host.out(text), writeErr: host.err });

  program
    .command('list')
    .description('the labs')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./list.ts')).list(options, host));

  program
    .command('describe <lab>')
    .description('parameters, results, presets, identities and data sets of a lab')
    .option('--json', 'as JSON')
    .action(async (lab, options) => (await import('./describe.ts')).describe(lab, options, host));

  asked(program.command('run <lab|file>'))
    .description('run a lab, a session file or a saved figure (SVG) to its last step')
    .option('--json', 'print one JSON object')
    .option('--out <dir>', 'write the session and every table as CSV into this folder')
    .option(
      '--figures <formats>',
      'with --out: write every plot as svg, png or pdf, or several: svg,pdf; pdf also writes a sheet of the whole run',
    )
    .option(
      '--exports <names>',
      'with --out: write these of the lab’s exports, or all (`describe` names them); a trained model is written unasked',
    )
    .option('--measure', 'measure the joules of an answer on this machine, where it counts them, and lay them into the values')
    .option('--theme <name>', 'of the figures: light or dark', 'light')
    .option('--resume <dir>', 'go on from the last checkpoint in this folder, where labs that train keep one')
    .action(async (what, options) => (await import('./run.ts')).run(what, options, host));

  asked(program.command('sweep <lab|file>'))
    .description('run a lab at every point of a lattice of parameter values; one JSON line a point')
    .option('--over <axis>', 'name=from:to:count[:log], or name=a,b,c for a choice (a+b for several at once); repeatable', repeated, [])
    .option('--shard <i/n>', 'only part i of n (from 1); the parts in order make the whole')
    .option('--out <file>', 'write there instead of to standard output; continues what is there')
    .action(async (what, options) => (await import('./sweep.ts')).sweep(what, options, host));

  return program;
}

/** Runs the command line and returns its exit code. */
export async function runCli(args: readonly string[], host: Host): Promise<number> {
  try {
    await programOf(host).parseAsync(args, { from: 'user' });
    return host.signal.aborted ? interruptedCode(host.signal) : DONE;
  } catch (error) {
    return report(error, host);
  }
}
