// @feature password
import type { ReactNode } from "react";
import { takeFocus } from "@/shared/lib/take-focus";
import { LoginCard } from "./LoginCard";

interface AnswerCardProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

/** What comes of a form, in its place. */
export function AnswerCard({ children, ...card }: AnswerCardProps) {
  return (
    <LoginCard {...card}>
      <div ref={takeFocus} tabIndex={-1} className="text-pretty text-muted-foreground">
        {children}
      </div>
    </LoginCard>
  );
}
