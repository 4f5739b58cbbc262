import type { ReactNode } from "react";
import { LoginCard } from "@/features/sign-in";
import { takeFocus } from "@/shared/lib/take-focus";

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
