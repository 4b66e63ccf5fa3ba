import { Component, type ReactNode } from 'react';

interface FailureBoundaryProps {
  readonly children: ReactNode;
}

interface FailureBoundaryState {
  readonly reason: string | null;
}

/** Says what went wrong instead of leaving a blank page. */
export class FailureBoundary extends Component<FailureBoundaryProps, FailureBoundaryState> {
  override state: FailureBoundaryState = { reason: null };

  static getDerivedStateFromError(error: unknown): FailureBoundaryState {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.reason === null) return this.props.children;
    return (
      <main className="failure" role="alert">
        <h1>This page stopped working</h1>
        <p>
          Only what you see is affected: the account, its positions and their stops are not. Reload the page to go on.
          If it happens again, report it with this sentence: <code>{this.state.reason}</code>
        </p>
        <button type="button" className="primary" onClick={() => window.location.reload()}>
          Reload
        </button>
      </main>
    );
  }
}
