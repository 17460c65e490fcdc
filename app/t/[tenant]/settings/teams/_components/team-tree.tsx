"use client";

import {
  DndContext,
  type DragMoveEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import dynamic from "next/dynamic";
import { useEffect, useMemo, useRef, useState } from "react";
import { TeamRow } from "./team-row";
import { placeAt, type Step, stepped, type Team, type TeamNode, treeOf, withBelow, type Zone } from "./tree";
import { useTeamMove } from "./use-team-move";

const MovePicker = dynamic(() => import("./move-picker").then((module) => module.MovePicker));

type Props = { teams: Team[]; disabledReason: string | null };
type Drop = { over: Team; zone: Zone };

/** The teams, one inside the other: a team moves by mouse, by touch, with Alt and the arrow keys, or by its menu. */
export function TeamTree({ teams, disabledReason }: Props) {
  const roots = useMemo(() => treeOf(teams), [teams]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [lifted, setLifted] = useState<Team | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const [picking, setPicking] = useState<Team | null>(null);
  const { move, pending, dialog } = useTeamMove(teams);
  const refocus = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a moved row is drawn anew, and its focus goes with the old one.
  useEffect(() => {
    if (refocus.current) document.getElementById(`team-${refocus.current}`)?.focus();
    refocus.current = null;
  }, [teams]);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 6 } }),
  );
  const toggle = (id: string) =>
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const step = (team: Team, by: Step) => {
    const place = stepped(teams, team, by);
    const arrive = () => {
      refocus.current = team.id;
    };
    if (place) move(team, place, arrive);
  };
  const end = () => {
    if (lifted && drop) move(lifted, placeAt(teams, lifted.id, drop.over, drop.zone));
    setLifted(null);
    setDrop(null);
  };
  const rows = (nodes: TeamNode[]) =>
    nodes.map((node) => (
      <li key={node.id}>
        <TeamRow
          team={node}
          isOpen={!closed.has(node.id)}
          onToggle={() => toggle(node.id)}
          onStep={(by) => step(node, by)}
          onPick={() => setPicking(node)}
          zone={drop?.over.id === node.id ? drop.zone : null}
          disabledReason={disabledReason}
        />
        {node.children.length > 0 && !closed.has(node.id) && <ul>{rows(node.children)}</ul>}
      </li>
    ));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" aria-busy={pending}>
      <DndContext
        sensors={sensors}
        collisionDetection={pointerWithin}
        accessibility={{ screenReaderInstructions: { draggable: "" } }}
        onDragStart={({ active }) => setLifted(active.data.current as Team)}
        onDragMove={(event) => setDrop(dropOf(event, teams))}
        onDragCancel={() => {
          setLifted(null);
          setDrop(null);
        }}
        onDragEnd={end}
      >
        <ul aria-label="Teams">{rows(roots)}</ul>
        <DragOverlay dropAnimation={null}>
          {lifted && (
            <p className="w-fit max-w-72 cursor-grabbing truncate rounded-md bg-raised px-3 py-1.5 font-medium text-sm shadow-float">
              {lifted.name}
            </p>
          )}
        </DragOverlay>
      </DndContext>
      {picking && (
        <MovePicker
          team={picking}
          teams={teams}
          onClose={() => setPicking(null)}
          onPick={(place) => {
            setPicking(null);
            move(picking, place);
          }}
        />
      )}
      {dialog}
    </div>
  );
}

/** The upper quarter of a row is the place before it, the lower one that after it, and what is between is inside. */
function dropOf({ active, over, activatorEvent, delta }: DragMoveEvent, teams: Team[]): Drop | null {
  const target = over?.data.current as Team | undefined;
  const start = pointerOf(activatorEvent);
  if (!over || !target || start === null || withBelow(teams, String(active.id)).has(target.id)) return null;
  const part = (start + delta.y - over.rect.top) / over.rect.height;
  return { over: target, zone: part < 0.25 ? "before" : part > 0.75 ? "after" : "inside" };
}

function pointerOf(event: Event): number | null {
  if (event instanceof MouseEvent) return event.clientY;
  return event instanceof TouchEvent ? (event.touches[0]?.clientY ?? null) : null;
}
