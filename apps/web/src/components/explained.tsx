import { useId, useRef, type MouseEvent, type ReactElement } from 'react';

const GAP_PX = 6;

interface ExplainedProps {
  readonly name: string;
  readonly explanation: string;
}

/** Places the bubble under its button, inside the window. */
function place(bubble: HTMLElement, button: HTMLElement): void {
  const from = button.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const left = Math.max(GAP_PX, Math.min(from.left, window.innerWidth - width - GAP_PX));
  const below = from.bottom + GAP_PX;
  const top = below + height > window.innerHeight ? Math.max(GAP_PX, from.top - height - GAP_PX) : below;
  bubble.style.left = `${left}px`;
  bubble.style.top = `${top}px`;
}

/** A name whose explanation opens on click, touch, Enter and hover; Esc closes it. */
export function Explained({ name, explanation }: ExplainedProps): ReactElement {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const show = (visible: boolean): void => {
    const element = bubble.current;
    if (element === null || element.matches(':popover-open') === visible) return;
    if (visible) element.showPopover();
    else element.hidePopover();
  };
  // A click by pointer has just dismissed the bubble or found it open by hovering: it shows. A key toggles.
  const onClick = (event: MouseEvent): void =>
    show(event.detail > 0 || bubble.current?.matches(':popover-open') === false);
  return (
    <span className="explained">
      <button
        type="button"
        ref={button}
        aria-describedby={id}
        onClick={onClick}
        onMouseEnter={() => show(true)}
        onMouseLeave={() => document.activeElement !== button.current && show(false)}
      >
        {name}
      </button>
      <span
        id={id}
        ref={bubble}
        popover="auto"
        role="tooltip"
        className="bubble"
        onToggle={() => bubble.current && button.current && place(bubble.current, button.current)}
      >
        <strong>{name}</strong>
        {explanation}
      </span>
    </span>
  );
}
