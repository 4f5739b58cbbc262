import { Component, type ReactNode } from "react";
import { Button } from "@/shared/ui/button";
import { PageTitle } from "@/shared/ui/page-title";

interface PageBoundaryProps {
  children: ReactNode;
}

/**
 * Shown in place of a page that broke, or whose code couldn't be loaded: the network is gone, or
 * the server has a newer version of the app by now.
 */
export class PageBoundary extends Component<PageBoundaryProps> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  return (
    <div
      role="alert"
      className="flex flex-1 flex-col items-center justify-center py-12 text-center"
    >
      <PageTitle>This page didn't load</PageTitle>
      <h1 className="text-2xl font-semibold tracking-tight text-balance sm:text-3xl">
        This page didn't load
      </h1>
      <p className="mt-3 max-w-md text-balance text-muted-foreground">
        Check your connection, then load it again.
      </p>
      <Button type="button" className="mt-8" onClick={() => location.reload()}>
        Reload
      </Button>
    </div>
  );
}
