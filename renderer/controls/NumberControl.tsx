// A number: slider and field, on the measure that its declaration names.
import { type KeyboardEvent, memo, useCallback, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { Slider, SliderFill, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import type { Effect } from '../../core/lab/param.ts';
import { shownOf } from '../panel/shown-of.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import control from './Control.module.css';
import { ControlHead } from './ControlHead.tsx';
import { meaningOf } from './EffectBadge.tsx';
import { hueStyle } from './hue-style.ts';
import style from './NumberControl.module.css';
import { NumberField } from './NumberField.tsx';
import { Refusal } from './Refusal.tsx';
import { type NumericParam, reaching, trackOf } from './track.ts';
import { fullText, valueText } from './value-text.ts';

export const NumberControl = memo(function NumberControl({ name, effect }: { readonly name: string; readonly effect: Effect | undefined }) {
  const store = useRunStore();
  const param = useLab().params[name] as NumericParam;
  const value = useRun((run) => shownOf(run)[name]) as number;
  const refusal = useRun((run) => run.refusals[name]);
  // The slider keeps its ends under the hand.
  const lastReached = useRef(param);
  const reached = store.getState().dragging ? lastReached.current : reaching(param, value);
  lastReached.current = reached;
  const [from, to] = reached.slider ?? [param.min, param.max];
  const track = useMemo(() => trackOf({ ...param, slider: [from, to] }), [param, from, to]);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { set, setDragging, resetParam } = store.getState();
  const reset = useCallback(() => resetParam(name), [resetParam, name]);

  /** One gesture from the first press of a key to its release. */
  const key = (event: KeyboardEvent): boolean => {
    const next = track.stepped(shownOf(store.getState())[name] as number, event.key, { shift: event.shiftKey, alt: event.altKey });
    if (next === undefined) return false;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) setDragging(true);
    set({ [name]: next });
    return true;
  };
  const sliderKey = (event: KeyboardEvent) => {
    if (event.target === input.current) key(event);
  };
  const release = () => {
    if (store.getState().dragging) setDragging(false);
  };

  const text = valueText(param, value);
  const spoken = param.unit ? `${text} ${param.unit}` : text;
  // The slider knows the place along it; what is read out is the number there.
  useLayoutEffect(() => input.current?.setAttribute('aria-valuetext', spoken));

  const label = param.label === param.group ? param.label : `${param.label}, ${param.group}`;
  return (
    <fieldset
      className={control.control}
      aria-label={label}
      data-param={name}
      style={hueStyle(param.hue === 'entropy' ? 'entropy' : 'ink')}
      onKeyDownCapture={sliderKey}
      onKeyUp={release}
      onBlur={release}
    >
      <div className={control.line}>
        <ControlHead param={param} effect={effect} onReset={value === param.initial ? undefined : reset} />
        <NumberField
          label={label}
          text={text}
          full={fullText(value)}
          unit={param.unit}
          describedBy={refusal ? `${id}refusal` : `${id}help`}
          refused={refusal !== undefined}
          onCommit={(typed) => set({ [name]: typed })}
          onKey={key}
        />
      </div>
      <Slider
        className={style.slider}
        aria-label={label}
        minValue={track.low}
        maxValue={track.high}
        step={(track.high - track.low) / 4000}
        value={track.placeOf(value)}
        onChange={(place) => set({ [name]: track.valueAt(place) })}
        onChangeEnd={release}
        onPointerDownCapture={() => setDragging(true)}
        onPointerUpCapture={release}
        onPointerCancelCapture={release}
      >
        <SliderTrack className={style.track}>
          <SliderFill className={style.fill} />
          <SliderThumb className={style.thumb} inputRef={input} />
        </SliderTrack>
      </Slider>
      <span id={`${id}help`} hidden>
        {param.help} {meaningOf[param.effect]}
      </span>
      <Refusal id={`${id}refusal`} line={refusal} />
    </fieldset>
  );
});
