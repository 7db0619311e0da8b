import { EllipsisVertical } from "lucide-react";
import { useState } from "react";
import { IconButton, type IconButtonProps } from "./IconButton";
import { Menu, type MenuItem } from "./Menu";

export type MenuButtonProps = Omit<IconButtonProps, "icon" | "onClick"> & {
  /** Says of what it is the menu: the name of the button and of the menu. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly icon?: IconButtonProps["icon"];
};

/** A button with a menu behind it: ⋮ at the end of a row, as a rule. */
export function MenuButton({
  label,
  items,
  icon = <EllipsisVertical />,
  size = "small",
  ...rest
}: MenuButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <IconButton
        {...rest}
        size={size}
        label={label}
        icon={icon}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor ? (
        <Menu label={label} anchor={anchor} items={items} onClose={() => setAnchor(undefined)} />
      ) : null}
    </>
  );
}
