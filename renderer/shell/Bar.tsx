// What stands in the bar: the transport and the tools. Its buttons never move.
import { Dices, Pause, Play, Redo2, RotateCcw, StepForward, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useLab, useRun } from '../run-context.tsx';
import type { Workspace } from '../workspace.ts';
import style from './Bar.module.css';
import button from './Button.module.css';
import { ExportMenu } from './ExportMenu.tsx';
import { IconButton } from './IconButton.tsx';
import { keyTextOf } from './keys.ts';
import { OpenMenu } from './OpenMenu.tsx';
import { SpeedMenu } from './SpeedMenu.tsx';
import { Tip } from './Tip.tsx';
import { TrainingPlace, TrainingProgress } from './TrainingProgress.tsx';
import type { Commands } from './use-commands.ts';
import { ViewMenu } from './ViewMenu.tsx';

interface Props {
  readonly workspace: Workspace;
  readonly commands: Commands;
  readonly exporting: boolean;
  readonly onExporting: (open: boolean) => void;
}

export function Bar({ workspace, commands, exporting, onExporting }: Props) {
  const steps = useLab().play !== undefined;
  return (
    <>
      {steps && <Transport commands={commands} />}
      <div className={style.tools} role="toolbar" aria-label="Tools">
        <NewSeed onPress={commands.newSeed} />
        <History commands={commands} />
        <OpenMenu workspace={workspace} onOpen={commands.open} />
        <ExportMenu workspace={workspace} isOpen={exporting} onOpenChange={onExporting} />
        <ViewMenu commands={commands} />
        <Tip text="Keys">
          <Button className={`${button.icon} ${style.key}`} aria-label="Keys" preventFocusOnPress onPress={commands.keys}>
            ?
          </Button>
        </Tip>
      </div>
    </>
  );
}

function Transport({ commands }: { readonly commands: Commands }) {
  const playing = useRun((run) => run.status.kind === 'playing');
  const word = useLab().play ?? 'Play';
  return (
    <div className={style.transport} role="toolbar" aria-label="Run">
      <IconButton name="Reset" command="reset" onPress={commands.reset}>
        <RotateCcw size="1rem" />
      </IconButton>
      <IconButton name="Step" command="step" onPress={commands.step}>
        <StepForward size="1rem" />
      </IconButton>
      <Tip text={playing ? 'Pause' : word} keys={keyTextOf('play')}>
        <Button className={style.play} preventFocusOnPress onPress={commands.play}>
          {playing ? <Pause size="0.8125rem" fill="currentColor" /> : <Play size="0.8125rem" fill="currentColor" />}
          {playing ? 'Pause' : word}
        </Button>
      </Tip>
      <Count />
      <SpeedMenu />
    </div>
  );
}

/** The steps; of a run that ends, also how far it is. */
function Count() {
  const ends = useLab().training !== undefined;
  if (!ends) return <StepCount />;
  return (
    <div className={style.run}>
      <StepCount>
        <TrainingPlace />
      </StepCount>
      <TrainingProgress />
    </div>
  );
}

function StepCount({ children }: { readonly children?: ReactNode }) {
  const step = useRun((run) => run.frame?.step ?? 0);
  return (
    <p className={style.steps}>
      step <b data-testid="step">{step}</b>
      {children}
    </p>
  );
}

function NewSeed({ onPress }: { readonly onPress: () => void }) {
  const seed = useRun((run) => run.seed);
  return (
    <IconButton name={`New seed (now ${seed})`} command="newSeed" onPress={onPress}>
      <Dices size="1rem" />
    </IconButton>
  );
}

function History({ commands }: { readonly commands: Commands }) {
  const canUndo = useRun((run) => run.canUndo);
  const canRedo = useRun((run) => run.canRedo);
  return (
    <>
      <IconButton name="Undo" command="undo" isDisabled={!canUndo} onPress={commands.undo}>
        <Undo2 size="1rem" />
      </IconButton>
      <IconButton name="Redo" command="redo" isDisabled={!canRedo} onPress={commands.redo}>
        <Redo2 size="1rem" />
      </IconButton>
    </>
  );
}
