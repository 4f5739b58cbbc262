import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { BrowserRouter, Route, Routes, useLocation } from "react-router";
import { HomePage } from "@/pages/home";
import {
  KnowBrowserPage,
  LoginPage,
  SignedInPage, // @feature social
} from "@/pages/login";
// @feature password
import {
  ConfirmEmailPage,
  ForgotPasswordPage,
  RegisterPage,
  ResetPasswordPage,
} from "@/pages/password";
// @end
import { paths } from "@/shared/config";
import { Layout } from "../layout/Layout";
import { Loading } from "../layout/Loading";
import { PageBoundary } from "../layout/PageBoundary";
import { Guard } from "./Guard";

const NotFoundPage = page(() => import("@/pages/not-found"), "NotFoundPage");
const DashboardPage = page(() => import("@/pages/dashboard"), "DashboardPage");
const TwoFactorPage = page(() => import("@/pages/second-factor"), "TwoFactorPage"); // @feature two-factor
const NewBrowserPage = page(() => import("@/pages/new-browser"), "NewBrowserPage"); // @feature password
// @feature account
const AccountPage = page(() => import("@/pages/account"), "AccountPage");
const AccountDeletedPage = page(() => import("@/pages/account"), "AccountDeletedPage");
const UndoEmailChangePage = page(() => import("@/pages/account"), "UndoEmailChangePage");
// @end

/** The pages by their address. Each address is also in shared/config/pages.ts. */
export function Router() {
  return (
    // Without transitions, which would keep the page before while the next one's code is loaded.
    <BrowserRouter useTransitions={false}>
      <Layout>
        <Guard>
          <Page>
            <Routes>
              <Route path={paths.home} element={<HomePage />} />
              <Route path={paths.login} element={<LoginPage />} />
              {/* @feature social */}
              <Route path={paths.signedIn} element={<SignedInPage />} />
              {/* @end */}
              <Route path={paths.knowBrowser} element={<KnowBrowserPage />} />
              <Route path={paths.dashboard} element={<DashboardPage />} />
              {/* @feature two-factor */}
              <Route path={paths.secondFactor} element={<TwoFactorPage />} />
              {/* @end */}
              {/* @feature password */}
              <Route path={paths.newBrowser} element={<NewBrowserPage />} />
              <Route path={paths.register} element={<RegisterPage />} />
              <Route path={paths.confirmEmail} element={<ConfirmEmailPage />} />
              <Route path={paths.forgotPassword} element={<ForgotPasswordPage />} />
              <Route path={paths.resetPassword} element={<ResetPasswordPage />} />
              {/* @end */}
              {/* @feature account */}
              <Route path={paths.account} element={<AccountPage />} />
              <Route path={paths.accountDeleted} element={<AccountDeletedPage />} />
              <Route path={paths.undoEmailChange} element={<UndoEmailChangePage />} />
              {/* @end */}
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </Page>
        </Guard>
      </Layout>
    </BrowserRouter>
  );
}

/** While a page loads, and if it can't be loaded, the frame around it stays. */
function Page({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <PageBoundary key={pathname}>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </PageBoundary>
  );
}

/** A page that is loaded when it is opened. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(() => load().then((slice) => ({ default: slice[name] })));
}
