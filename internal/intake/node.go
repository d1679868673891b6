package intake

import (
	"strconv"
	"strings"
)

// Kind is the kind of a node.
type Kind string

// The kinds of node, as JSON has them.
const (
	Object Kind = "object"
	List   Kind = "list"
	Text   Kind = "text"
	Number Kind = "number"
	Bool   Kind = "bool"
	Null   Kind = "null"
)

// Node is one value of a document, with its place.
type Node struct {
	Kind   Kind
	Line   int // from 1
	Column int // from 1, in characters
	Scalar string
	Keys   []Key // of an object, in the order of the document
	Items  []*Node

	source *source // of the root
}

// Key is a key of an object with its value.
type Key struct {
	Name         string
	Line, Column int
	Value        *Node
}

// Field is the value of a key, or nil.
func (n *Node) Field(name string) *Node {
	for i := range n.Keys {
		if n.Keys[i].Name == name {
			return n.Keys[i].Value
		}
	}
	return nil
}

// size is the length of the keys and scalars of the node and all below it, in bytes.
func (n *Node) size() int {
	size := len(n.Scalar)
	for _, k := range n.Keys {
		size += len(k.Name) + k.Value.size()
	}
	for _, x := range n.Items {
		size += x.size()
	}
	return size
}

// At is the node at a JSON pointer, or nil.
func (n *Node) At(pointer string) *Node {
	at, rest := n.nearest(pointer)
	if rest != "" {
		return nil
	}
	return at
}

// nearest follows a pointer as far as there are nodes; rest is what is left of it.
func (n *Node) nearest(pointer string) (at *Node, rest string) {
	for at = n; pointer != ""; {
		token, after, more := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		next := at.child(pointerEscapes.Replace(token))
		if next == nil {
			return at, pointer
		}
		at = next
		if pointer = ""; more {
			pointer = "/" + after
		}
	}
	return at, ""
}

var pointerEscapes = strings.NewReplacer("~1", "/", "~0", "~")

func (n *Node) child(token string) *Node {
	if n.Kind == Object {
		return n.Field(token)
	}
	i, err := strconv.Atoi(token)
	if err != nil || i < 0 || i >= len(n.Items) || strconv.Itoa(i) != token {
		return nil
	}
	return n.Items[i]
}

// Any is the node as plain Go values: map[string]any, []any, string, float64, bool and nil.
func (n *Node) Any() any {
	switch n.Kind {
	case Object:
		m := make(map[string]any, len(n.Keys))
		for _, k := range n.Keys {
			m[k.Name] = k.Value.Any()
		}
		return m
	case List:
		l := make([]any, len(n.Items))
		for i, x := range n.Items {
			l[i] = x.Any()
		}
		return l
	case Number:
		f, _ := strconv.ParseFloat(n.Scalar, 64)
		return f
	case Bool:
		return n.Scalar == "true"
	case Null:
		return nil
	}
	return n.Scalar
}
