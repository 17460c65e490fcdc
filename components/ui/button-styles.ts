import { cva, type VariantProps } from "class-variance-authority";

/** The look of everything that is pressed: buttons, links that act as one, menu triggers. */
export const buttonStyles = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium",
    "transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-accent text-on-accent hover:not-aria-disabled:bg-accent-strong forced-colors:border-[ButtonText]",
        secondary:
          "border-line bg-canvas text-ink hover:not-aria-disabled:bg-hover data-[state=open]:bg-hover dark:bg-surface",
        ghost:
          "border-transparent text-muted hover:not-aria-disabled:bg-hover hover:not-aria-disabled:text-ink data-[state=open]:bg-hover",
        danger:
          "border-transparent bg-danger text-on-danger hover:not-aria-disabled:bg-danger-strong forced-colors:border-[ButtonText]",
      },
      size: {
        sm: "h-7 px-2 text-sm",
        md: "h-8 px-3 text-sm",
        lg: "h-10 px-4 text-base",
        icon: "size-8",
        "icon-sm": "size-7",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonStyles>;
