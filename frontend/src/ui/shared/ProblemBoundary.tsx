import { Component, type ReactNode } from "react";
import style from "./ProblemBoundary.module.css";
import { ProblemNotice } from "./ProblemNotice";

type Props = {
  readonly children: ReactNode;
  /** Another place means another try. */
  readonly place?: string;
};
type State = { readonly problem: unknown; readonly failed: boolean };

/** Keeps one broken part from blanking the whole screen. */
export class ProblemBoundary extends Component<Props, State> {
  override state: State = { problem: undefined, failed: false };

  static getDerivedStateFromError(problem: unknown): State {
    return { problem, failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.place !== this.props.place) {
      this.setState({ problem: undefined, failed: false });
    }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const again = () => this.setState({ problem: undefined, failed: false });
    return (
      <div className={style.place}>
        <ProblemNotice problem={this.state.problem} onRetry={again} />
      </div>
    );
  }
}
